/** Envoy's gRPC form of external authorization. */
@NullMarked
package io.curfew.sidecar.envoy;

import org.jspecify.annotations.NullMarked;
