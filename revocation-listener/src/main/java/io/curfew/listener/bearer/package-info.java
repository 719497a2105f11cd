/**
 * Bearer tokens (RFC 6750) without any framework: what was sent, whether it is good, and the one answer to each way of
 * being bad. Every adapter, Spring's too, only carries requests in and these answers out.
 */
@NullMarked
package io.curfew.listener.bearer;

import org.jspecify.annotations.NullMarked;
