import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Validates each file that it is given against PDF/UA-1; verapdf.py reads the lines, whose fields a tab divides. */
class Validator {
    public static void main(String[] names) {
        VeraGreenfieldFoundryProvider.initialise();
        var flavour = PDFAFlavour.fromString("ua1");
        var foundry = Foundries.defaultInstance();
        for (var name : names) {
            try (var parser = foundry.createParser(new File(name), flavour);
                    var validator = foundry.createValidator(flavour, false)) {
                var result = validator.validate(parser);
                say("file", name, result.isCompliant(), result.getTotalAssertions());
                for (var assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        var rule = assertion.getRuleId();
                        say("failed", rule.getClause(), rule.getTestNumber(), assertion.getMessage(),
                                assertion.getLocation().getContext());
                    }
                }
            } catch (Exception reason) {
                say("file", name, false, 0);
                say("failed", "-", 0, "not readable: " + reason, name);
            }
        }
    }

    private static void say(Object... fields) {
        var line = new StringBuilder();
        for (var field : fields) {
            line.append(line.length() == 0 ? "" : "\t").append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(line);
    }
}
