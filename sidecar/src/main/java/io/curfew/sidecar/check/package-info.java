/** What every form of asking shares: who is asked about, what is told of them, how a refusal is named. */
@NullMarked
package io.curfew.sidecar.check;

import org.jspecify.annotations.NullMarked;
