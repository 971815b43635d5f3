import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;

/**
 * Holds the library against its test vectors from Java, with the JDK alone: java examples/clients/Vectors.java dist/vectors.json
 * The JDK reads no JSON by itself; what does so below is for a program that may use no library.
 */
class Vectors {
    public static void main(String[] args) throws Exception {
        Process service = new ProcessBuilder("node", args.length > 1 ? args[1] : "examples/service.mjs").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var requests = new PrintStream(service.getOutputStream(), true, StandardCharsets.UTF_8);
        var answers = new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        int held = 0, asked = 0;
        for (Object vector : (List<?>) get(new Json(Files.readString(Path.of(args[0]))).value(), "vectors")) {
            Object options = get(vector, "options");
            requests.println("{\"id\":" + asked + ",\"call\":\"assess\",\"case\":" + write(get(vector, "case")) + ",\"options\":" + (options == null ? "{}" : write(options)) + "}");
            Object result = get(new Json(answers.readLine()).value(), "result");
            for (Object pair : (List<?>) get(vector, "expected")) {
                Object path = ((List<?>) pair).get(0), expected = ((List<?>) pair).get(1), found = at(result, (List<?>) path);
                asked += 1;
                if (write(expected).equals(write(found))) held += 1;
                else System.err.println(get(vector, "id") + " " + path + " expected " + expected + " found " + found);
            }
        }
        service.getOutputStream().close();
        System.out.println(held + " of " + asked);
        System.exit(held == asked ? 0 : 1);
    }

    static Object get(Object map, Object name) {
        return map instanceof Map<?, ?> m ? m.get(name) : null;
    }

    /** What stands in an assessment: a step into a list is the key, the id or the year of its element. */
    static Object at(Object here, List<?> path) {
        for (Object step : path) here = here instanceof List<?> list ? list.stream().filter(x -> step.equals(name(x))).findFirst().orElse(null) : get(here, step);
        return here;
    }

    static Object name(Object row) {
        for (String name : List.of("key", "id", "year")) if (get(row, name) != null) return get(row, name);
        return null;
    }

    /** Numbers, true, false as they are written. */
    record Literal(String text) {}

    static String write(Object value) {
        var out = new StringJoiner(",");
        if (value instanceof Map<?, ?> map) map.forEach((name, v) -> out.add(write(name) + ":" + write(v)));
        else if (value instanceof List<?> list) list.forEach(v -> out.add(write(v)));
        else return value == null ? "null" : value instanceof Literal l ? l.text : "\"" + Pattern.compile("[\\x00-\\x1f\"\\\\]").matcher(value.toString())
            .replaceAll(m -> Matcher.quoteReplacement(String.format("\\u%04x", (int) m.group().charAt(0)))) + "\"";
        return value instanceof Map ? "{" + out + "}" : "[" + out + "]";
    }

    /** JSON as maps, lists and texts; null is null. Reads from token to token, commas and colons left out. */
    static class Json {
        final Matcher token;

        Json(String text) {
            token = Pattern.compile("([{}\\[\\]])|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s{}\\[\\],:\"]++)").matcher(text);
            token.find();
        }

        Object value() {
            if (token.group(2) != null) return text();
            if (token.group(3) != null) return token.group(3).equals("null") ? null : new Literal(token.group(3));
            boolean isMap = token.group(1).equals("{");
            var map = new LinkedHashMap<Object, Object>();
            var list = new ArrayList<Object>();
            while (token.find() && !(isMap ? "}" : "]").equals(token.group(1))) {
                Object item = value();
                if (!isMap) list.add(item);
                else if (token.find()) map.put(item, value());
            }
            return isMap ? map : list;
        }

        String text() {
            return Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))").matcher(token.group(2)).replaceAll(m -> Matcher.quoteReplacement(
                m.group(1) != null ? "" + (char) Integer.parseInt(m.group(1), 16) : m.group(2).equals("/") ? "/" : m.group().translateEscapes()));
        }
    }
}
