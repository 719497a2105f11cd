package io.curfew.cli.signin;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ways a secret comes in: never as an argument, which everybody on the machine could read. Stateless. */
public final class SecretInput {
    private static final int MOST = 4096;

    private SecretInput() {}

    /** The first line of a file. */
    public static char[] file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return stream(in);
        } catch (IOException e) {
            // Not its name: it could be the secret itself, typed in the wrong place.
            throw new CommandFailure(ExitCode.USAGE, "the file with the secret cannot be read", e);
        }
    }

    /** The first line of a stream. */
    public static char[] stream(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MOST);
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
            char[] secret = new char[text.remaining()];
            text.get(secret);
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text.array(), '\0');
            return nonEmpty(secret);
        } catch (CharacterCodingException e) {
            throw CommandFailure.usage("the secret is not UTF-8");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "standard input cannot be read", e);
        }
    }

    /** Typed unseen. */
    public static char[] typed(@Nullable Prompt prompt, String question, String otherwise) {
        if (prompt == null) {
            throw CommandFailure.usage("there is no terminal to ask at; " + otherwise);
        }
        char[] secret = prompt.secret(question);
        return nonEmpty(secret == null ? new char[0] : secret);
    }

    private static char[] nonEmpty(char[] secret) {
        if (secret.length == 0) {
            throw CommandFailure.usage("the secret is empty");
        }
        return secret;
    }
}
