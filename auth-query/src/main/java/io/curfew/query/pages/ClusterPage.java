package io.curfew.query.pages;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The fleet, live: which nodes there are, how they are, and how fast they learn. Thread-safe. */
@Controller("pagesCluster")
class ClusterPage {
    private final FleetBoard board;
    private final LiveStreams streams;

    ClusterPage(FleetBoard board, LiveStreams streams) {
        this.board = board;
        this.streams = streams;
    }

    @GetMapping(PagePaths.CLUSTER)
    String page(Model page) {
        page.addAttribute("nodes", board.nodes());
        return "curfew/cluster";
    }

    @GetMapping(path = PagePaths.CLUSTER_LIVE, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(JwtAuthenticationToken caller, HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no"); // nginx passes each message on at once
        return streams.open(caller, board.feed());
    }
}
