/** Seals, keys and their topic. */
package io.curfew.events.personal;
