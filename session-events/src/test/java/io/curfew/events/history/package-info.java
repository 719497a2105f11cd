@org.jspecify.annotations.NullMarked
package io.curfew.events.history;
