/** The keys of users' personal data: made with the first event, published to those who show it, destroyed on erasure. */
@NullMarked
package io.curfew.command.personal;

import org.jspecify.annotations.NullMarked;
