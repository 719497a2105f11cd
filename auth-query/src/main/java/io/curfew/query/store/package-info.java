/** What the projections share of the database: instants and text as both databases keep them. */
@NullMarked
package io.curfew.query.store;

import org.jspecify.annotations.NullMarked;
