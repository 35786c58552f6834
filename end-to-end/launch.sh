# Sourced by the scripts beside it: launch HEAP MAIN "$@" builds what is not built and runs a main class of the tests. Needs usage().

launch() {
    heap=$1
    main=$2
    shift 2
    for word in "$@"; do
        case $word in
            --help | -h)
                usage
                exit 0
                ;;
        esac
    done
    cd "$(dirname "$0")/.."
    if [ -z "${CANDLELAKE_NO_BUILD:-}" ]; then
        mvn -B -q -DskipTests -Dquick -Dspotless.check.skip=true -pl end-to-end -am package
    fi
    exec java "-Xmx$heap" -XX:+UseSerialGC -Dcandlelake.home=. -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
        -cp "end-to-end/target/test-classes:$(cat end-to-end/target/test-class-path)" \
        "$main" "$@"
}
