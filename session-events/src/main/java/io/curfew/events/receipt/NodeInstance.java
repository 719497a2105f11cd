package io.curfew.events.receipt;

/**
 * One running listener. Two nodes that carry the same name by mistake, and a node before and after its restart, are
 * different instances: the later one says nothing about the end of the earlier. Immutable.
 */
public record NodeInstance(String service, String node, String epoch) {
    /** The Kafka record key. */
    public String key() {
        return service + "/" + node;
    }
}
