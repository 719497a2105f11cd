package io.curfew.events.receipt;

import java.io.Serial;

/** A record of the receipts topic that is no receipt this version understands: some node may be there unheard. */
public final class ReceiptFormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public ReceiptFormatException(String message) {
        super(message);
    }
}
