/** For services on plain {@code jakarta.servlet}: one filter. Needs the servlet API and nothing else. */
@NullMarked
package io.curfew.listener.servlet;

import org.jspecify.annotations.NullMarked;
