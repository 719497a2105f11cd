package io.curfew.events.history;

import org.jspecify.annotations.Nullable;

/**
 * One event as it is found somewhere: in the store, on the topic, in the read model or in an export. Immutable by
 * convention: nobody changes the arrays. Nothing in it is trusted.
 *
 * @param stream the stream, which is the record key
 * @param seq its number there, from 0
 * @param id the event's id ({@code ce_id})
 * @param type the event's name ({@code ce_type})
 * @param time when it happened, in RFC 3339 ({@code ce_time})
 * @param published the payload without refresh-token hashes, byte for byte as it is on the topic
 * @param storedDigest SHA-256 of the stored payload, or null where it is not known
 * @param chain the link that the event came with, or null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HistoryEntry(
        String stream,
        long seq,
        String id,
        String type,
        String time,
        byte[] published,
        byte @Nullable [] storedDigest,
        byte @Nullable [] chain) {}
