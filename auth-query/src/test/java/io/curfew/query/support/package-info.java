@NullMarked
package io.curfew.query.support;

import org.jspecify.annotations.NullMarked;
