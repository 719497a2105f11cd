/** Signed roots: at an interval the heads that are news are told, and a root over all heads is signed and published. */
@NullMarked
package io.curfew.command.roots;

import org.jspecify.annotations.NullMarked;
