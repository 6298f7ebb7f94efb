// SPDX-License-Identifier: MIT
// usage: java -cp epubcheck.jar Verdicts.java [-w] LIST   LIST: one book a line
//
// EPUBCheck's verdicts on many books in one process: a line each, "path TAB ok|bad TAB ids TAB
// the first error". With -w a warning counts as an error does.
import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

class Verdicts extends MasterReport {
    private final TreeSet<String> ids = new TreeSet<>();
    private final boolean warned;
    private String first = "";

    Verdicts(boolean warned) {
        this.warned = warned;
    }

    private void add(String id, String text) {
        if (ids.isEmpty())
            first = text.replaceAll("\\s+", " ");
        ids.add(id);
    }

    @Override
    public void message(Message message, EPUBLocation at, Object... arguments) {
        Severity severity = message.getSeverity();

        if (severity == Severity.ERROR || severity == Severity.FATAL
            || warned && severity == Severity.WARNING)
            add(message.getID().toString().replace('_', '-'),
                at.getPath() + ":" + at.getLine() + ": " + message.getMessage(arguments));
    }

    @Override
    public void info(String resource, FeatureEnum feature, String value) {
    }

    @Override
    public int generate() {
        return 0;
    }

    @Override
    public void initialize() {
    }

    public static void main(String[] arguments) throws IOException {
        boolean warned = arguments[0].equals("-w");

        for (String book : Files.readAllLines(Path.of(arguments[warned ? 1 : 0]))) {
            Verdicts verdicts = new Verdicts(warned);

            try {
                new EpubCheck(new File(book), verdicts).doValidate();
            } catch (RuntimeException problem) {
                verdicts.add("EXCEPTION", problem.toString());
            }
            System.out.println(book + "\t" + (verdicts.ids.isEmpty() ? "ok" : "bad") + "\t"
                               + String.join(" ", verdicts.ids) + "\t" + verdicts.first);
        }
    }
}
