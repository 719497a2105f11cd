package io.curfew.query.pages;

import io.curfew.events.EventType;
import io.curfew.query.audit.AuditEntry;
import io.curfew.query.audit.AuditFilter;
import io.curfew.query.audit.AuditOrder;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.CauseReader;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.replay.ReadModel;
import io.curfew.query.sessions.DeviceParser;
import io.curfew.query.web.UserIds;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The history of all, the newest first, with what led to each event. Thread-safe. */
@Controller("pagesAudit")
class AuditPage {
    private static final int FIRST = 50;
    /** Who scrolls on gets more at once: fewer questions for the same timeline. */
    private static final int REST = 200;

    private final ReadModel model;
    private final AuditReader audit;
    private final CauseReader causes;
    private final PersonalKeys keys;
    private final DeviceParser devices;
    private final UserIds ids;
    private final ClientNames clients;

    AuditPage(
            ReadModel model,
            AuditReader audit,
            CauseReader causes,
            PersonalKeys keys,
            DeviceParser devices,
            UserIds ids,
            ClientNames clients) {
        this.model = model;
        this.audit = audit;
        this.causes = causes;
        this.keys = keys;
        this.devices = devices;
        this.ids = ids;
        this.clients = clients;
    }

    @GetMapping(PagePaths.AUDIT)
    String page(@ModelAttribute("search") AuditSearch search, HttpServletResponse response, Model page) {
        Map<String, String> types = new LinkedHashMap<>();
        Arrays.stream(EventType.values())
                .forEach(type -> types.put(type.eventName(), AuditLine.what(type.eventName())));
        page.addAttribute("types", types);
        try {
            show(search.filter(ids), null, FIRST, page);
        } catch (Fields.InvalidFieldException e) {
            response.setStatus(400);
            page.addAttribute("error", e.getMessage());
            page.addAttribute("lines", List.of());
        }
        return "curfew/audit";
    }

    /** What comes after an entry. */
    @GetMapping(PagePaths.AUDIT_ENTRIES)
    String entries(
            @ModelAttribute("search") AuditSearch search,
            @RequestParam("after_at") String at,
            @RequestParam("after_user") String user,
            @RequestParam("after_seq") long seq,
            Model page) {
        AuditReader.Place after = new AuditReader.Place(
                Fields.given("Place", Fields.time("Place", at)),
                Fields.given("Place", Fields.text("Place", user)),
                seq);
        show(search.filter(ids), after, REST, page);
        return "curfew/audit :: entries";
    }

    private void show(AuditFilter filter, AuditReader.@Nullable Place after, int size, Model page) {
        List<AuditLine> lines = model.read(generation -> {
            List<AuditEntry> entries = audit.entries(generation, filter, AuditOrder.DESC, after, size);
            var why = causes.causes(generation, entries);
            Opener opener = keys.opener(
                    entries.stream().map(AuditEntry::userId).distinct().toList());
            List<AuditLine> found = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                AuditEntry entry = entries.get(i);
                found.add(AuditLine.of(entry, why.get(i), opener.isErased(entry.userId()), devices, clients));
            }
            return found;
        });
        page.addAttribute("lines", lines);
        page.addAttribute("last", lines.size() < size ? null : lines.get(size - 1));
    }
}
