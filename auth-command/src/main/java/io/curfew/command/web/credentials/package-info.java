/** Who asks, from where, and whether a browser was tricked into asking: bearer tokens, cookies, origins, addresses. */
@NullMarked
package io.curfew.command.web.credentials;

import org.jspecify.annotations.NullMarked;
