/** The HTTP face of auth-query. */
@NullMarked
package io.curfew.query.web;

import org.jspecify.annotations.NullMarked;
