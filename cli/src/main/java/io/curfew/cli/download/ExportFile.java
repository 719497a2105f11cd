package io.curfew.cli.download;

import io.curfew.cli.terminal.CommandFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * An export on disk. It always holds whole lines up to some place and perhaps a torn one, which {@link #resume} cuts off;
 * so the file itself says where to go on. Needs the memory of one line. Not thread-safe.
 */
final class ExportFile implements Closeable {
    /** Longer than any line of an export: an event is at most 1 MB on Kafka. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final RandomAccessFile file;
    private final ExportFormat format;

    ExportFile(Path path, ExportFormat format) throws IOException {
        create(path);
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.format = format;
    }

    /** For its owner alone, whatever the umask: it says who was where with what. */
    private static void create(Path path) throws IOException {
        if (Files.exists(path)) {
            return;
        }
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    /**
     * Cuts off what was torn and stands at the end.
     *
     * @return the cursor of the last whole line; null when nothing is there yet
     * @throws CommandFailure when what is there is no export of this form
     */
    @Nullable
    String resume() throws IOException {
        long end = endOfLine(file.length());
        file.setLength(end);
        file.seek(end);
        if (end == 0) {
            return null;
        }
        long begin = endOfLine(end - 1);
        if (begin == 0 && format.hasHeader()) {
            return null;
        }
        String header = format.hasHeader() ? line(0, lineEnd()) : "";
        String cursor = format.cursor(header, line(begin, end));
        file.seek(end);
        if (cursor == null || cursor.isEmpty()) {
            throw CommandFailure.failed(
                    "the file's last line does not say where to go on; is it an export in " + format + "?");
        }
        return cursor;
    }

    /** Whether the names of the columns are there already. */
    boolean hasHeader() throws IOException {
        return format.hasHeader() && file.length() > 0;
    }

    void append(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
    }

    long length() throws IOException {
        return file.length();
    }

    /** Returns when it is on disk. */
    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Just behind the last line feed before a place. */
    private long endOfLine(long before) throws IOException {
        byte[] block = new byte[64 * 1024];
        long end = before;
        while (end > 0) {
            int length = (int) Math.min(block.length, end);
            file.seek(end - length);
            file.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    private long lineEnd() throws IOException {
        file.seek(0);
        int read;
        do {
            read = file.read();
        } while (read >= 0 && read != '\n' && file.getFilePointer() < LONGEST_LINE);
        return file.getFilePointer();
    }

    private String line(long begin, long end) throws IOException {
        if (end - begin > LONGEST_LINE) {
            throw CommandFailure.failed("the file has a line that no export has");
        }
        byte[] bytes = new byte[(int) (end - begin)];
        file.seek(begin);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
