package io.candlelake.query.server;

import io.candlelake.query.engine.Engine;
import io.candlelake.query.engine.EngineChoice;
import io.candlelake.query.engine.EngineFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Forks the server's JVM: bounded, logging to a file, deaf to the terminal's Ctrl-C. */
final class ServerProcess {
    private ServerProcess() {}

    static Process fork(SqlSettings settings, EngineChoice choice, EngineFolder folder, Path etc) throws IOException {
        List<String> command = new ArrayList<>();
        // Ctrl-C and a closed terminal reach every process started from it: the server outlives the one query.
        command.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(choice.java().toString());
        command.addAll(arguments(settings, choice, folder, etc));
        Files.createDirectories(settings.log().getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(settings.stateDirectory().resolve("sql").toFile())
                .redirectErrorStream(true)
                .redirectOutput(settings.log().toFile());
        // Colours of the log are for terminals; a caller's JVM options are not meant for this JVM.
        builder.environment().put("NO_COLOR", "1");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    static List<String> arguments(SqlSettings settings, EngineChoice choice, EngineFolder folder, Path etc) {
        List<String> arguments = new ArrayList<>();
        // Measured on two cores: the serial collector and the quick compiler alone start in 8 s instead of 11, use half
        // the processor time and 150 MB less; a scan of five million rows takes 2 to 4 s instead of 1.5 to 2.
        arguments.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        arguments.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-Duser.timezone=UTC"));
        arguments.add("-Djdk.attach.allowAttachSelf=true");
        if (choice.engine() == Engine.TRINO_483) {
            arguments.add("--add-modules=jdk.incubator.vector");
            arguments.add("--sun-misc-unsafe-memory-access=allow");
            arguments.add("--enable-native-access=ALL-UNNAMED");
        }
        arguments.add("-Dnode.environment=candlelake");
        arguments.add("-Dnode.id=candlelake");
        arguments.add("-Dnode.data-dir=" + etc.resolveSibling("var"));
        arguments.add("-Dnode.bind-ip=" + SqlServer.HOST);
        arguments.add("-Dnode.internal-address=" + SqlServer.HOST);
        arguments.add("-Dconfig=" + etc.resolve("config.properties"));
        arguments.add("-Dlog.levels-file=" + etc.resolve("log.properties"));
        arguments.addAll(List.of("-cp", folder.classPath(), "io.candlelake.query.engine.EngineMain"));
        arguments.add(choice.engine().version());
        arguments.add(settings.idle().toString());
        arguments.add(settings.stateFile().toString());
        return arguments;
    }

    static int freePort(int preferred) throws IOException {
        for (int port : new int[] {preferred, 0}) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (port == 0) {
                    throw taken;
                }
            }
        }
        throw new IOException("no free port");
    }
}
