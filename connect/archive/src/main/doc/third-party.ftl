The jars of other projects in lib, each with the licence that its own pom names. Texts and notices are in each jar's META-INF; where a jar has
none, the text is here: LICENSE (Apache-2.0) and licences/.

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#if project.groupId != "io.candlelake" && project.artifactId != "jspecify">
${project.groupId}:${project.artifactId}:${project.version}  <#list entry.getValue() as licence>${licence}<#sep>, </#list>
</#if>
</#list>
