import java.io.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.util.regex.*;

/** Asks the library from Java, with the JDK alone: java examples/clients/Client.java examples/cases/1-enterprise.json */
class Client {
    public static void main(String[] args) throws IOException {
        if (args.length == 0) fail("java examples/clients/Client.java case.json");
        Path file = Path.of(args[0]);
        if (!Files.isReadable(file) || Files.isDirectory(file)) fail(file + ": no file that can be read");
        String given = "";
        try {
            given = Files.readString(file);
        } catch (CharacterCodingException notUtf8) {
            fail(file + ": no UTF-8 text");
        }
        Process service = new ProcessBuilder("node", args.length > 1 ? args[1] : "examples/service.mjs").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var requests = new PrintStream(service.getOutputStream(), true, StandardCharsets.UTF_8);
        var answers = new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        // A line end in JSON text is only white space; a program with a JSON library of its own writes the case with that.
        String caseFile = given.replaceAll("[\r\n]", " ");
        requests.println("{\"id\":1,\"call\":\"assess\",\"case\":" + caseFile + "}");
        String answer = answers.readLine();
        service.getOutputStream().close();
        Matcher total = Pattern.compile("\"total\":\\{\"min\":\"([0-9.]+)\",\"max\":\"([0-9.]+)\"\\}").matcher(String.valueOf(answer));
        if (answer == null || !answer.contains("\"ok\":true") || !total.find()) fail(file + ": " + answer);
        System.out.println(total.group(1) + " " + total.group(2));
    }

    static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
