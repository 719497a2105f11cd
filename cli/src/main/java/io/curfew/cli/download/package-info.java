/** Exports, kept in files so that a broken one goes on where it stopped. */
@NullMarked
package io.curfew.cli.download;

import org.jspecify.annotations.NullMarked;
