package io.curfew.query.pages;

import io.curfew.query.sessions.DeviceParser;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The picture of a device. A guess from what the client said of itself, for display only. */
enum Icon {
    DESKTOP,
    PHONE,
    TABLET,
    TERMINAL,
    UNKNOWN;

    private static final Pattern TABLETS = Pattern.compile("ipad|tablet|kindle");
    private static final Pattern PHONES = Pattern.compile("iphone|ipod|smartphone|android|ios|windows phone");
    private static final Pattern DESKTOPS = Pattern.compile("windows|mac|linux|ubuntu|fedora|debian|chrome os|bsd");
    private static final Pattern TOOLS =
            Pattern.compile("^(curl|wget|httpie|curfew|java|python|go-http|okhttp|postman)");

    static Icon of(DeviceParser.Device device, @Nullable String userAgent) {
        String agent = lower(userAgent);
        String words = lower(device.os()) + " " + lower(device.device());
        if (TOOLS.matcher(agent).find()) {
            return TERMINAL;
        } else if (TABLETS.matcher(words).find()) {
            return TABLET;
        } else if (PHONES.matcher(words).find()) {
            return PHONE;
        }
        return DESKTOPS.matcher(words).find() ? DESKTOP : UNKNOWN;
    }

    /** Its name in the file of icons. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
