/** The listener as a process: settings, start and stop. */
@NullMarked
package io.curfew.sidecar;

import org.jspecify.annotations.NullMarked;
