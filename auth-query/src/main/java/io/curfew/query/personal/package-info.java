/** Personal data: the keys that open it, and how it is forgotten. */
@NullMarked
package io.curfew.query.personal;

import org.jspecify.annotations.NullMarked;
