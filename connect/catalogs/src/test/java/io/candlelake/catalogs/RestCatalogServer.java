package io.candlelake.catalogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;

/** Iceberg's REST protocol over HTTP, as far as lake and sink speak it, in front of another catalog. */
public final class RestCatalogServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        JSON.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
        JSON.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        JSON.setPropertyNamingStrategy(new PropertyNamingStrategies.KebabCaseStrategy());
        RESTSerializers.registerAll(JSON);
    }

    private final Catalog behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    /** On a free port of loopback. */
    public RestCatalogServer(Catalog behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/", this::serve);
        server.start();
    }

    /** {@code http://127.0.0.1:34117}. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What to send: a status, and a body that may be none. */
    private record Answer(int status, Object body) {}

    private void serve(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        Answer answer;
        try {
            answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), request);
        } catch (RuntimeException refused) {
            int status = status(refused);
            answer = new Answer(
                    status,
                    ErrorResponse.builder()
                            .responseCode(status)
                            .withType(refused.getClass().getSimpleName())
                            .withMessage(String.valueOf(refused.getMessage()))
                            .build());
        }
        try (exchange) {
            byte[] body = answer.body().equals("")
                    ? new byte[0]
                    : JSON.writeValueAsString(answer.body()).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static int status(RuntimeException refused) {
        if (refused instanceof NoSuchTableException || refused instanceof NoSuchNamespaceException) {
            return 404;
        }
        return refused instanceof AlreadyExistsException || refused instanceof CommitFailedException ? 409 : 500;
    }

    private Answer answer(String method, String path, byte[] body) throws IOException {
        String[] parts = path.substring("/v1/".length()).split("/", -1);
        SupportsNamespaces namespaces = (SupportsNamespaces) behind;
        if (parts[0].equals("config")) {
            return new Answer(200, ConfigResponse.builder().build());
        }
        if (parts.length == 1) {
            CreateNamespaceRequest wanted = JSON.readValue(body, CreateNamespaceRequest.class);
            return new Answer(200, CatalogHandlers.createNamespace(namespaces, wanted));
        }
        Namespace namespace = Namespace.of(parts[1]);
        if (parts.length == 2) {
            return new Answer(200, CatalogHandlers.loadNamespace(namespaces, namespace));
        }
        if (parts.length == 3) {
            CreateTableRequest wanted = JSON.readValue(body, CreateTableRequest.class);
            return new Answer(200, CatalogHandlers.createTable(behind, namespace, wanted));
        }
        TableIdentifier table = TableIdentifier.of(namespace, parts[3]);
        if (parts.length == 5) {
            return new Answer(204, ""); // a report of metrics
        }
        if (method.equals("POST")) {
            UpdateTableRequest update = JSON.readValue(body, UpdateTableRequest.class);
            return new Answer(200, CatalogHandlers.updateTable(behind, table, update));
        }
        return new Answer(200, CatalogHandlers.loadTable(behind, table, RESTCatalogProperties.SnapshotMode.ALL));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
