package io.curfew.e2e.client;

import java.net.URI;
import java.util.List;

/**
 * A running platform as its users see it: a front door and the nodes of its resource services.
 *
 * @param frontDoor where people log in and out
 * @param nodes every node of every resource service
 */
public record Platform(URI frontDoor, List<Node> nodes, String adminPassword, String auditorPassword) {

    /** One node of a resource service. */
    public record Node(String name, URI uri) {}
}
