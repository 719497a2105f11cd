/** The platform's HTTP face, as its client sees it. */
@NullMarked
package io.curfew.cli.http;

import org.jspecify.annotations.NullMarked;
