/**
 * What Spring Boot does with the listener by itself: builds and starts it, adds revocation to the resource server's token
 * validation, guards a second time, answers as the contract says, and reports readiness. Nothing here is called by users.
 */
@NullMarked
package io.curfew.listener.spring;

import org.jspecify.annotations.NullMarked;
