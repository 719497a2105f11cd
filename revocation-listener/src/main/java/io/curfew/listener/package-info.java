/**
 * Knows, inside one process and with no call to anyone, whether an access token's session has been revoked anywhere on
 * the platform. Start at {@link io.curfew.listener.RevocationListener}.
 */
@NullMarked
package io.curfew.listener;

import org.jspecify.annotations.NullMarked;
