// The way of this program's ancestor, to compare with: every file through Go's own parser, names read from literals in options only.
//
//	peer FOLDER...
//
// In: folders. Out: one line for each literal `Name:` of a composite literal whose type ends in Opts. Deliberately as simple as that:
// it is here for its time, which is that of go/parser and go/ast.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, root := range os.Args[1:] {
		filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				scan(path, out)
			}
			return nil
		})
	}
}

func scan(path string, out *bufio.Writer) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if file == nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	ast.Inspect(file, func(node ast.Node) bool {
		literal, ok := node.(*ast.CompositeLit)
		if !ok {
			return true
		}
		if kind, ok := literal.Type.(*ast.SelectorExpr); !ok || !strings.HasSuffix(kind.Sel.Name, "Opts") {
			return true
		}
		for _, element := range literal.Elts {
			pair, ok := element.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			key, isName := pair.Key.(*ast.Ident)
			value, isLiteral := pair.Value.(*ast.BasicLit)
			if isName && isLiteral && key.Name == "Name" {
				name, _ := strconv.Unquote(value.Value)
				fmt.Fprintln(out, name)
			}
		}
		return true
	})
}
