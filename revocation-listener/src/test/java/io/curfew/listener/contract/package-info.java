/** One table of wrong tokens, run against every adapter over real servers. */
package io.curfew.listener.contract;
