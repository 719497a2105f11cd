/** Benchmarks: what a logout costs and how fast it travels, each beside its floor in the same run. */
@NullMarked
package io.curfew.e2e.bench;

import org.jspecify.annotations.NullMarked;
