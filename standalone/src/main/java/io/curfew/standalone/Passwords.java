package io.curfew.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first passwords of the accounts {@code admin} and {@code auditor}: given, or made at the first start. Confined to one thread.
 *
 * <p>Made ones are shown once. Until that has happened they are kept in a file only the owner can read, because the accounts may
 * exist already when a first start is cut short.
 */
final class Passwords {
    private static final String PENDING = "passwords-not-yet-shown";
    private static final String SHOWN = "passwords-shown";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;
    private final @Nullable String admin;
    private final @Nullable String auditor;
    private final boolean adminMade;
    private final boolean auditorMade;

    private Passwords(Path directory, @Nullable String admin, @Nullable String auditor, List<String> made) {
        this.directory = directory;
        this.adminMade = admin == null && !made.isEmpty();
        this.auditorMade = auditor == null && !made.isEmpty();
        this.admin = adminMade ? made.get(0) : admin;
        this.auditor = auditorMade ? made.get(1) : auditor;
    }

    /** Takes the given ones and makes what is missing, if this directory has never shown any. */
    static Passwords prepare(Path directory, @Nullable String admin, @Nullable String auditor) {
        if (Files.exists(directory.resolve(SHOWN))) {
            return new Passwords(directory, admin, auditor, List.of());
        }
        try {
            return new Passwords(directory, admin, auditor, made(directory.resolve(PENDING)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the first passwords in " + directory, e);
        }
    }

    private static List<String> made(Path pending) throws IOException {
        if (Files.exists(pending)) {
            List<String> lines = Files.readAllLines(pending, StandardCharsets.US_ASCII);
            if (lines.size() == 2) {
                return lines;
            }
        }
        List<String> made = List.of(random(), random());
        Files.writeString(pending, "", StandardCharsets.US_ASCII);
        DataDirectory.ownerOnly(pending);
        Files.write(pending, made, StandardCharsets.US_ASCII);
        return made;
    }

    /** 120 random bits. */
    static String random() {
        byte[] bytes = new byte[15];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The administrator's password; null when the account exists and its password is not known here. */
    @Nullable
    String admin() {
        return admin;
    }

    /** The auditor's password; null when the account exists and its password is not known here. */
    @Nullable
    String auditor() {
        return auditor;
    }

    /** Lines for the person who started this; empty when there is nothing to show. */
    List<String> toShow() {
        if (!adminMade && !auditorMade) {
            return List.of();
        }
        String given = "as given in the environment";
        return List.of(
                "Made at this first start and not shown again:",
                "  admin    " + (adminMade ? admin : given),
                "  auditor  " + (auditorMade ? auditor : given));
    }

    /** Forgets the made ones: they have been shown. */
    void shown() {
        try {
            Files.writeString(directory.resolve(SHOWN), "", StandardCharsets.US_ASCII);
            Files.deleteIfExists(directory.resolve(PENDING));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }
}
