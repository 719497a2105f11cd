/** Request and answer bodies, and how strictly requests are read. */
@NullMarked
package io.curfew.command.web.body;

import org.jspecify.annotations.NullMarked;
