/** What a person's device and a platform look like from outside: plain HTTP. */
@NullMarked
package io.curfew.e2e.client;

import org.jspecify.annotations.NullMarked;
