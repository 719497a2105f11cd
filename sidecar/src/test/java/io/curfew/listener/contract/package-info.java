/**
 * The table of bad tokens, run against the sidecar. In the package of the contract, which the listener's test jar brings,
 * because the contract is not public.
 */
package io.curfew.listener.contract;
