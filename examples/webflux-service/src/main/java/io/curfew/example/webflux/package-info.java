/** What a user of the listener writes on WebFlux: an application, one controller, and who may do what. */
@NullMarked
package io.curfew.example.webflux;

import org.jspecify.annotations.NullMarked;
