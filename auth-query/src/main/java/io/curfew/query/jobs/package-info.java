/** Long work that is asked for over HTTP and done by whichever node is free: what it is, how far it is, what came out. */
@NullMarked
package io.curfew.query.jobs;

import org.jspecify.annotations.NullMarked;
