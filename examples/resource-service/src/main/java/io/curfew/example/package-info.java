/** What a user of the listener writes: an application, one controller, and who may do what. */
@NullMarked
package io.curfew.example;

import org.jspecify.annotations.NullMarked;
