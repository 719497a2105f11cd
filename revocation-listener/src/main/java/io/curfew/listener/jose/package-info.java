/** Verification of access tokens by jjwt and the keys an issuer publishes, for services that have no verifier yet. */
@NullMarked
package io.curfew.listener.jose;

import org.jspecify.annotations.NullMarked;
