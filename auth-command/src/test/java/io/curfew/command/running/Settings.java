package io.curfew.command.running;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Properties of a node, as {@code name=value}. */
public final class Settings {
    private Settings() {}

    /**
     * Arguments for a program, so that they count more than what application.yml says.
     *
     * @param layers of what a later one says of a name, it counts
     */
    @SafeVarargs
    public static String[] arguments(List<String>... layers) {
        Map<String, String> last = new LinkedHashMap<>();
        for (List<String> layer : layers) {
            layer.forEach(setting -> last.put(setting.substring(0, setting.indexOf('=')), "--" + setting));
        }
        return last.values().toArray(String[]::new);
    }
}
