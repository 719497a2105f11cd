/** Receipts, their wire form and what follows from them. */
package io.curfew.events.receipt;
