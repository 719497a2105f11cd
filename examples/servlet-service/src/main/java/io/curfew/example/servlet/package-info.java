/** What a user of the listener writes without a framework. */
@NullMarked
package io.curfew.example.servlet;

import org.jspecify.annotations.NullMarked;
