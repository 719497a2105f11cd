/** The HTTP face: checks, health, the snapshot and the event stream. */
@NullMarked
package io.curfew.sidecar.http;

import org.jspecify.annotations.NullMarked;
