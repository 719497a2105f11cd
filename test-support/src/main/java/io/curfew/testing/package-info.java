/** How the tests of every module run and report. */
@NullMarked
package io.curfew.testing;

import org.jspecify.annotations.NullMarked;
