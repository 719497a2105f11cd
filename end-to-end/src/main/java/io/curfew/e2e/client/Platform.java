package io.curfew.e2e.client;

import java.net.URI;
import java.util.List;

/**
 * A running platform as its users see it: a front door and the nodes of its resource services.
 *
 * @param frontDoor where people log in and out
 * @param queries where they ask for their sessions; the front door itself, unless nothing routes in front of the services
 * @param nodes every node of every resource service
 */
public record Platform(URI frontDoor, URI queries, List<Node> nodes, String adminPassword, String auditorPassword) {

    /** One node of a resource service. */
    public record Node(String name, URI uri) {}

    /** Where a call goes: what the one front door decides by method and path. */
    public URI at(String method, String path) {
        String plain = path.startsWith("/api/v1/") ? path.substring("/api/v1".length()) : path;
        boolean query = method.equals("GET") && (plain.startsWith("/auth/sessions") || plain.startsWith("/audit/"));
        return (query ? queries : frontDoor).resolve(path);
    }
}
