package io.curfew.query.web;

import io.curfew.query.receipts.Receipts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which nodes have applied what, for those with role AUDITOR. Thread-safe. */
@RestController
@Tag(name = "audit", description = "role AUDITOR (scope auditor)")
class ReceiptsController {
    private final Receipts receipts;

    ReceiptsController(Receipts receipts) {
        this.receipts = receipts;
    }

    @Operation(
            summary = "The receipt of a revocation of late: which nodes have applied it, when, and who lags",
            description = "The id is that of Curfew-Revocation, which is the id of the event in the audit trail.",
            operationId = "revocationReceipt")
    @GetMapping({Paths.RECEIPT, Paths.RECEIPT + "/", Paths.V1 + Paths.RECEIPT, Paths.V1 + Paths.RECEIPT + "/"})
    ResponseEntity<ReceiptItem> receipt(@PathVariable("id") String id) {
        return receipts.find(String.valueOf(Parameters.id("id", id)))
                .map(receipt -> answer(ReceiptItem.of(id, receipt)))
                .orElseThrow(NotFoundException::new);
    }

    @Operation(summary = "The nodes that report, as they are now", operationId = "listNodes")
    @GetMapping({Paths.NODES, Paths.NODES + "/", Paths.V1 + Paths.NODES, Paths.V1 + Paths.NODES + "/"})
    ResponseEntity<NodeList> nodes() {
        List<NodeList.Node> nodes =
                receipts.nodes().stream().map(NodeList.Node::of).toList();
        return answer(new NodeList(nodes));
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
