/** For services on JAX-RS: one filter. Needs the JAX-RS API and nothing else. */
@NullMarked
package io.curfew.listener.jaxrs;

import org.jspecify.annotations.NullMarked;
