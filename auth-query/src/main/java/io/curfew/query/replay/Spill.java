package io.curfew.query.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Records divided by their stream into parts that fit into memory, kept in temporary files. The files have no name by the
 * time anything is written to them, so nothing is left of them whatever becomes of this process; they are readable by
 * nobody else. Not thread-safe, but for reading other parts than are written.
 */
final class Spill implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final String TOPIC = "spilled";

    private final int parts;
    private final List<FileChannel> channels = new ArrayList<>();
    private final List<DataOutputStream> outputs = new ArrayList<>();
    private final int[] counts;

    Spill(int parts) {
        this.parts = parts;
        this.counts = new int[parts];
        try {
            for (int i = 0; i < parts; i++) {
                Path file = Files.createTempFile("curfew-rebuild", null);
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                channels.add(channel);
                outputs.add(new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /** The part of a stream: the same for the same number of parts, in any process. */
    int partOf(byte @Nullable [] key) {
        return Math.floorMod(Arrays.hashCode(key) * 0x9E3779B1, parts);
    }

    /** How many records a part has. */
    int count(int part) {
        return counts[part];
    }

    /** Adds a record to a part. */
    void add(int part, ConsumerRecord<byte[], byte[]> message) {
        try {
            DataOutputStream out = outputs.get(part);
            out.writeInt(message.partition());
            out.writeLong(message.offset());
            write(out, message.key());
            write(out, message.value());
            Header[] headers = message.headers().toArray();
            out.writeShort(headers.length);
            for (Header header : headers) {
                out.writeUTF(header.key());
                write(out, header.value());
            }
            counts[part]++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All is added. */
    void finish() {
        try {
            for (DataOutputStream out : outputs) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records of a part, in the order they were added. */
    List<ConsumerRecord<byte[], byte[]>> read(int part) {
        try {
            FileChannel channel = channels.get(part).position(0);
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(counts[part]);
            for (int i = 0; i < counts[part]; i++) {
                records.add(read(in));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConsumerRecord<byte[], byte[]> read(DataInputStream in) throws IOException {
        int partition = in.readInt();
        long offset = in.readLong();
        byte[] key = readBytes(in);
        byte[] value = readBytes(in);
        RecordHeaders headers = new RecordHeaders();
        int count = in.readShort();
        for (int i = 0; i < count; i++) {
            headers.add(in.readUTF(), readBytes(in));
        }
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    @Override
    public void close() {
        for (FileChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
