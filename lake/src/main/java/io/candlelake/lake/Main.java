package io.candlelake.lake;

/** {@code CATALOG_URI=… WAREHOUSE=… java io.candlelake.lake.Main create}: makes the tables that are missing, one line each. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        if (arguments.length != 1 || !arguments[0].equals("create")) {
            System.err.println("lake: say what to do: create");
            return 2;
        }
        LakeSettings settings;
        try {
            settings = LakeSettings.parse(System.getenv());
        } catch (IllegalArgumentException problems) {
            System.err.println("lake: " + problems.getMessage());
            return 2;
        }
        return create(settings);
    }

    private static int create(LakeSettings settings) {
        try (LakeCatalog lake = LakeCatalog.open(settings)) {
            for (LakeTables.Presence table : LakeTables.createMissing(lake)) {
                System.out.println(
                        LakeCatalog.identifier(table.table()) + (table.created() ? " created" : " is there"));
                table.lines().forEach(System.out::println);
            }
            return 0;
        } catch (RuntimeException broken) {
            System.err.println("lake: " + broken.getMessage());
            return 1;
        }
    }
}
